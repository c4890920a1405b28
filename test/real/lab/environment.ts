/** Environment variables for a child process. */
export type Environment = Readonly<Record<string, string>>;

/** Would lead a tool to a real account, a real cluster, or to settings that a run must not depend on. */
const LEFT_OUT = /^(AWS|TF|KUBE|CDKTF)_|^KUBECONFIG$|^KUBERNETES_/;

/**
 * The caller's environment without anything that names a cloud account or a cluster: what a run touches is
 * only what the lab puts in.
 */
export function cleanEnvironment(): Environment {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !LEFT_OUT.test(name)) kept[name] = value;
  }
  return { ...kept, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
}

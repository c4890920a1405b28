import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "./environment";
import { writeKubeconfig } from "./kubeconfig";
import { runChecked } from "./processes";

/** How an API server knows its clients: flags for the servers, kubeconfigs for the clients. */
export interface Credentials {
  readonly apiServerFlags: readonly string[];
  readonly controllerManagerFlags: readonly string[];
  readonly adminKubeconfig: string;
  readonly controllerManagerKubeconfig: string;
}

/** A certificate authority of the cluster's own, made by the lab's binary; further users can be issued later. */
export async function certificateCredentials(
  binary: string,
  folder: string,
  server: string,
): Promise<Credentials> {
  await runChecked({ file: binary, args: ["pki", folder, server], env: cleanEnvironment() });
  const file = (name: string) => join(folder, name);
  return {
    apiServerFlags: [
      ...["--tls-cert-file", file("apiserver.crt"), "--tls-private-key-file", file("apiserver.key")],
      ...["--client-ca-file", file("ca.crt")],
      ...["--service-account-signing-key-file", file("service-account.key")],
      ...["--service-account-key-file", file("service-account.crt")],
    ],
    controllerManagerFlags: [
      ...["--service-account-private-key-file", file("service-account.key")],
      ...["--root-ca-file", file("ca.crt")],
    ],
    adminKubeconfig: file("kubeconfig"),
    controllerManagerKubeconfig: file("controller-manager.kubeconfig"),
  };
}

/** Static tokens, and the certificate that the API server makes for itself: all that plain upstream binaries need. */
export function tokenCredentials(folder: string, server: string): Credentials {
  const file = (name: string) => join(folder, name);
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  writeFileSync(file("service-account.key"), privateKey, { mode: 0o600 });
  writeFileSync(file("service-account.pub"), publicKey);
  const kubeconfigFor = (name: string, token: string) => {
    // Made by the API server at its first start: until then its clients just cannot connect.
    const cluster = { server, "certificate-authority": file("apiserver.crt") };
    writeKubeconfig(file(name), new Map([["lab", { server, cluster, user: { token } }]]));
    return file(name);
  };
  const [admin, controllers] = [randomBytes(16).toString("hex"), randomBytes(16).toString("hex")];
  const manager = "system:kube-controller-manager";
  const tokens = [`${admin},lab-admin,lab-admin,"system:masters"`, `${controllers},${manager},${manager}`];
  writeFileSync(file("tokens.csv"), `${tokens.join("\n")}\n`, { mode: 0o600 });
  return {
    apiServerFlags: [
      ...["--token-auth-file", file("tokens.csv")],
      ...["--service-account-signing-key-file", file("service-account.key")],
      ...["--service-account-key-file", file("service-account.pub")],
    ],
    controllerManagerFlags: [
      ...["--service-account-private-key-file", file("service-account.key")],
      ...["--root-ca-file", file("apiserver.crt")],
    ],
    adminKubeconfig: kubeconfigFor("kubeconfig", admin),
    controllerManagerKubeconfig: kubeconfigFor("controller-manager.kubeconfig", controllers),
  };
}

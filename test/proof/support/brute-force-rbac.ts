/** Kubernetes' RBAC by plain reading of its documentation. Shares no code with the proof. */
export interface PlainRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
}

export interface PlainBinding {
  /** None: in the whole cluster. */
  readonly namespace: string | undefined;
  readonly subjects: readonly string[];
  readonly role: string;
  /** True for a role of the binding's namespace. */
  readonly own: boolean;
}

export interface PlainRbac {
  readonly clusterRoles: Readonly<Record<string, readonly PlainRule[]>>;
  /** By `namespace/name`. */
  readonly roles: Readonly<Record<string, readonly PlainRule[]>>;
  readonly bindings: readonly PlainBinding[];
}

export interface PlainRequest {
  readonly subject: string;
  readonly namespace: string;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  /** Empty where the request has none. */
  readonly name: string;
}

function has(list: readonly string[], wanted: string): boolean {
  return list.some((entry) => entry === "*" || entry === wanted);
}

function matches(rule: PlainRule, request: PlainRequest): boolean {
  if (!has(rule.verbs, request.verb) || !has(rule.apiGroups, request.group)) return false;
  const whole = request.subresource === "" ? request.resource : `${request.resource}/${request.subresource}`;
  const named = has(rule.resources, whole);
  const anySuch = request.subresource !== "" && rule.resources.includes(`*/${request.subresource}`);
  if (!named && !anySuch) return false;
  return rule.resourceNames.length === 0 || rule.resourceNames.includes(request.name);
}

/** Is the request allowed by some binding? */
export function isAllowed(rbac: PlainRbac, request: PlainRequest): boolean {
  for (const binding of rbac.bindings) {
    if (!binding.subjects.includes(request.subject)) continue;
    if (binding.namespace !== undefined && binding.namespace !== request.namespace) continue;
    const rules = binding.own
      ? rbac.roles[`${binding.namespace}/${binding.role}`]
      : rbac.clusterRoles[binding.role];
    if ((rules ?? []).some((rule) => matches(rule, request))) return true;
  }
  return false;
}

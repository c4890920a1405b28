export type Verdict = "allowed" | "denied";

/**
 * How the services say that policies refused a request. Names for unknown or wrong credentials are left out on
 * purpose: such a request was never judged by a policy.
 */
const DENIED = new Set([
  "403",
  "AccessDenied",
  "AccessDeniedException",
  "AccessDeniedFault",
  "AuthorizationError",
  "AuthorizationErrorException",
  "Forbidden",
  "KMS.AccessDeniedException",
  "UnauthorizedOperation",
]);

/** Tries a request: was it allowed or denied? Any other failure says neither, and is thrown. */
export async function attempt(request: () => Promise<unknown>): Promise<Verdict> {
  try {
    await request();
    return "allowed";
  } catch (error) {
    if (error instanceof Error && DENIED.has(error.name)) return "denied";
    throw error;
  }
}

/** What is wrong with a server's certificate. */
export type CertificateProblem = "unknown issuer" | "wrong name" | "expired" | "not valid yet";

const problemByCode: Readonly<Partial<Record<string, CertificateProblem>>> = {
  UNABLE_TO_GET_ISSUER_CERT: "unknown issuer",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "unknown issuer",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unknown issuer",
  SELF_SIGNED_CERT_IN_CHAIN: "unknown issuer",
  DEPTH_ZERO_SELF_SIGNED_CERT: "unknown issuer",
  ERR_TLS_CERT_ALTNAME_INVALID: "wrong name",
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not valid yet",
};

/** The problem for one of Node's error codes; undefined when it is not about a certificate. */
export function getCertificateProblem(code = ""): CertificateProblem | undefined {
  return problemByCode[code];
}

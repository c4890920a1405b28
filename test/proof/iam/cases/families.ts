import { USER, OPERATORS, type Case, policy, allow, get, under } from "./case";

const MORNING = "2026-01-01T08:00:00Z";

/** Every family of operators. */
export const FAMILIES: readonly Case[] = [
  under("numbers: less than", { NumericLessThan: { n: 10 } }, { n: 10 }, "deny"),
  under("numbers: at most", { NumericLessThanEquals: { n: "10" } }, { n: 10 }, "allow"),
  under("numbers: more than", { NumericGreaterThan: { n: "9" } }, { n: "10" }, "allow"),
  under("numbers: at least", { NumericGreaterThanEquals: { n: "10.5" } }, { n: "10" }, "deny"),
  under("numbers: equal however written", { NumericEquals: { n: "10.0" } }, { n: "10" }, "allow"),
  under("numbers: different", { NumericNotEquals: { n: "10" } }, { n: "11" }, "allow"),
  under("numbers: a text is none", { NumericLessThan: { n: "10" } }, { n: "few" }, "deny"),
  under(
    "dates: before",
    { DateLessThan: { "aws:CurrentTime": "2026-01-01T09:00:00Z" } },
    { "aws:CurrentTime": MORNING },
    "allow",
  ),
  under(
    "dates: in another zone",
    { DateGreaterThan: { "aws:CurrentTime": "2026-01-01T10:00:00+01:00" } },
    { "aws:CurrentTime": MORNING },
    "deny",
  ),
  under(
    "dates: a day is its beginning",
    { DateGreaterThanEquals: { "aws:CurrentTime": "2026-01-01" } },
    { "aws:CurrentTime": MORNING },
    "allow",
  ),
  under(
    "dates: seconds of UNIX time",
    { DateEquals: { "aws:EpochTime": "1767254400" } },
    { "aws:EpochTime": MORNING },
    "allow",
  ),
  under(
    "dates: different",
    { DateNotEquals: { "aws:CurrentTime": MORNING } },
    { "aws:CurrentTime": MORNING },
    "deny",
  ),
  under(
    "booleans: in any case",
    { Bool: { "aws:SecureTransport": "True" } },
    { "aws:SecureTransport": true },
    "allow",
  ),
  under(
    "booleans: the other",
    { Bool: { "aws:SecureTransport": "true" } },
    { "aws:SecureTransport": "false" },
    "deny",
  ),
  under("binaries: byte for byte", { BinaryEquals: { k: "QmluYXJ5" } }, { k: "QmluYXJ5" }, "allow"),
  under("binaries: other bytes", { BinaryEquals: { k: "QmluYXJ5" } }, { k: "QmluYXJ6" }, "deny"),
  under(
    "addresses: within the block",
    { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    { "aws:SourceIp": "203.0.113.255" },
    "allow",
  ),
  under(
    "addresses: outside the block",
    { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    { "aws:SourceIp": "203.0.114.0" },
    "deny",
  ),
  under(
    "addresses: one address without a prefix",
    { IpAddress: { "aws:SourceIp": "203.0.113.7" } },
    { "aws:SourceIp": "203.0.113.7" },
    "allow",
  ),
  under(
    "addresses: IPv6 however written",
    { IpAddress: { "aws:SourceIp": "2001:DB8:1234:5678::/64" } },
    { "aws:SourceIp": "2001:db8:1234:5678:0:0:0:1" },
    "allow",
  ),
  under(
    "addresses: of the other family",
    { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
    { "aws:SourceIp": "2001:db8::1" },
    "deny",
  ),
  under(
    "addresses: not within",
    { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"] } },
    { "aws:SourceIp": "198.51.100.1" },
    "deny",
  ),
  under(
    "ARNs: not like",
    { ArnNotLike: { "aws:SourceArn": "arn:aws:s3:::a*" } },
    { "aws:SourceArn": "arn:aws:s3:::abc" },
    "deny",
  ),
  under("texts: not like", { StringNotLike: { a: "x*" } }, { a: "yx" }, "allow"),
  under("texts: not equal without case", { StringNotEqualsIgnoreCase: { a: "X" } }, { a: "x" }, "deny"),
  under("operators are named in any case", { stringequals: { a: "x" } }, { a: "x" }, "allow"),
  {
    name: "an operator that does not exist leaves the answer open",
    request: get(USER, { context: { a: "x" } }),
    policies: { identity: policy(allow({ Condition: { StringEqual: { a: "x" } } })) },
    expect: "unknown",
    source: OPERATORS,
  },
  under(
    "a block that is none leaves the answer open",
    { IpAddress: { "aws:SourceIp": "203.0.113.0/33" } },
    { "aws:SourceIp": "203.0.113.1" },
    "unknown",
  ),
];

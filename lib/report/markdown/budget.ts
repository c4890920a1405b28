/** What GitHub takes as a comment is 65,536 characters; some are left for those who add a heading of their own. */
export const COMMENT_MOST = 60_000;

/** As many blocks as fit into so many characters, in their order, and how many were left out. */
export function fitting(
  blocks: readonly string[],
  characters: number,
): { readonly shown: readonly string[]; readonly left: number } {
  let used = 0;
  const end = blocks.findIndex((block) => (used += block.length + 2) > characters);
  return end < 0 ? { shown: blocks, left: 0 } : { shown: blocks.slice(0, end), left: blocks.length - end };
}

/** Calls `work` for each item, at most `limit` at a time, and keeps the order. Never rejects. */
export async function mapLimited<Item, Result>(
  items: readonly Item[], limit: number, work: (item: Item) => Promise<Result>,
): Promise<readonly PromiseSettledResult<Result>[]> {
  const results: PromiseSettledResult<Result>[] = [];
  let next = 0;
  async function drain(): Promise<void> {
    while (next < items.length) {
      const index = next;
      next += 1;
      const [result] = await Promise.allSettled([work(items[index] as Item)]);
      results[index] = result;
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, drain));
  return results;
}

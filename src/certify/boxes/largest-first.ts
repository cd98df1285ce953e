// A queue that gives what has the largest key first: a binary heap.

export class LargestFirst<Item> {
  private readonly items: { readonly key: number; readonly item: Item }[] = [];

  get size(): number {
    return this.items.length;
  }

  /** Undefined where there is none. */
  get largest(): Item | undefined {
    return this.items.at(0)?.item;
  }

  push(key: number, item: Item): void {
    const { items } = this;
    let place = items.length;
    items.push({ key, item });
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (items[above].key >= items[place].key) return;
      this.swap(above, place);
      place = above;
    }
  }

  /** Takes the largest out. */
  pop(): Item | undefined {
    const { items } = this;
    const [first] = items;
    const last = items.pop();
    if (last === undefined) return undefined;
    if (items.length === 0) return last.item;
    items[0] = last;
    this.sink();
    return first.item;
  }

  private sink(): void {
    const { items } = this;
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      if (left >= items.length) return;
      const larger = left + 1 < items.length && items[left + 1].key > items[left].key ? left + 1 : left;
      if (items[larger].key <= items[place].key) return;
      this.swap(larger, place);
      place = larger;
    }
  }

  private swap(one: number, other: number): void {
    const { items } = this;
    [items[one], items[other]] = [items[other], items[one]];
  }
}

// A list kept so that its first item is the one that comes before all others.

/** Put an item in; before(a, b) says whether a comes first. */
export function heapPush(heap, item, before) {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(heap[at], heap[parent])) break;
    [heap[at], heap[parent]] = [heap[parent], heap[at]];
    at = parent;
  }
}

/** Take the first item out. */
export function heapPop(heap, before) {
  const first = heap[0], last = heap.pop();
  if (heap.length) {
    heap[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && before(heap[child], heap[least])) least = child;
      }
      if (least === at) break;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  }
  return first;
}

import type { Page } from 'playwright-core';

/**
 * Everything that scripts of the page can still get at, as text: a heap snapshot, after what nobody holds was collected.
 * It names every string (their first 1,024 characters) and no bytes of buffers.
 */
export async function heapOf(page: Page): Promise<string> {
  const cdp = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await cdp.detach();
  return chunks.join('');
}

/** Which of these words are in the heap. */
export async function heldInHeap(page: Page, words: readonly string[]): Promise<string[]> {
  const heap = await heapOf(page);
  return words.filter((word) => heap.includes(word));
}

import type { Timers } from '#shared/ports.ts';

/** A browser reads what it saves soon after it was asked to; then the words need not stay in memory. */
const KEPT_MS = 60_000;

/** Hands a text to the browser, or the desktop, to be saved where the person likes. */
export function saveText(name: string, text: string, timers: Timers): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  timers.after(KEPT_MS, () => URL.revokeObjectURL(address));
}

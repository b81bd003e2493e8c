/** A day as a date field has it, `2026-11-22`, in the zone of this device. */
export function dayOf(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** When that day begins here; null for what is no day. */
export function startOfDayMs(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const atMs = new Date(`${day}T00:00:00`).getTime();
  return Number.isNaN(atMs) ? null : atMs;
}

/** What one socket of the fuzzer says from its opening to its end. The same seed makes the same plans. */
export interface Plan {
  readonly kind: 'bytes' | 'envelope' | 'updates';
  /** In order. The relay may hang up before the last; then the rest is not sent. */
  readonly frames: readonly Uint8Array[];
  /** The scene that an `updates` plan speaks about. */
  readonly scene?: number;
}

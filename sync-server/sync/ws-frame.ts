const BINARY_IN_ONE = 0x82;
const TWO_BYTE_LENGTH = 126;
const EIGHT_BYTE_LENGTH = 127;

/** One binary WebSocket message from a server, header and payload in one buffer: ready to be written to any socket. */
export function frameBinary(payload: Uint8Array): Buffer {
  const { length } = payload;
  const headerLength = length < TWO_BYTE_LENGTH ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafeSlow(headerLength + length); // not from the pool: it may wait long for a slow reader
  frame[0] = BINARY_IN_ONE;
  if (headerLength === 2) {
    frame[1] = length;
  } else if (headerLength === 4) {
    frame[1] = TWO_BYTE_LENGTH;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = EIGHT_BYTE_LENGTH;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(payload, headerLength);
  return frame;
}

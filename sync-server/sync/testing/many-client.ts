import type { WebSocket } from 'ws';
import { decodeFrame, encodeFrame, type Frame } from '#shared/protocol/frame.ts';
import { decodeMessage, type Message } from '#shared/protocol/message.ts';

/** One socket for many documents, frame by frame. Test support. */
export class ManyClient {
  readonly socket: WebSocket;
  readonly frames: Frame[] = [];
  closed: number | null = null;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(new Uint8Array(data));
      if (frame === null) throw new Error('the relay said nonsense');
      this.frames.push(frame);
    });
    socket.once('close', (code: number) => {
      this.closed = code;
    });
  }

  send(frame: Frame): void {
    this.socket.send(encodeFrame(frame));
  }

  open(channel: number, document: string): void {
    this.send({ op: 'open', channel, document });
  }

  say(channel: number, message: Uint8Array): void {
    this.send({ op: 'data', channel, message });
  }

  messages(channel: number): Message[] {
    return this.frames.flatMap((frame) => {
      const message = frame.op === 'data' && frame.channel === channel ? decodeMessage(frame.message) : null;
      return message === null ? [] : [message];
    });
  }

  /** What the relay said of a channel besides data. */
  words(channel: number): string[] {
    return this.frames.flatMap((frame) => {
      if (frame.op === 'open' && frame.channel === channel) return ['opened'];
      return frame.op === 'close' && frame.channel === channel ? [`closed ${frame.code} ${frame.reason}`.trim()] : [];
    });
  }
}

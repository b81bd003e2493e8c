import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import {
  HOST_CALLS,
  HOST_EVENTS,
  type HostCallName,
  type HostEvent,
  type HostEventName,
  type HostReply,
  type HostRequest,
} from '../shared/ipc/host-contract.ts';
import { APP_ORIGIN } from './app-files.ts';

/** What the main process does for each call of the contract. */
export type HostHandlers = {
  readonly [Name in HostCallName]: (request: HostRequest<Name>) => Promise<HostReply<Name>> | HostReply<Name>;
};

/**
 * The only file that touches `ipcMain`. A call is answered only to the top frame of our own pages, and only after its
 * argument has been parsed: the main process trusts no renderer (DESIGN, Security). Returns the way to stop.
 */
export function serveHost(handlers: HostHandlers): () => void {
  const names = Object.keys(HOST_CALLS) as HostCallName[];
  for (const name of names) {
    ipcMain.handle(name, (event: IpcMainInvokeEvent, argument: unknown) => answer(name, handlers, event, argument));
  }
  return () => {
    for (const name of names) ipcMain.removeHandler(name);
  };
}

async function answer<Name extends HostCallName>(
  name: Name,
  handlers: HostHandlers,
  event: IpcMainInvokeEvent,
  argument: unknown,
): Promise<HostReply<Name>> {
  if (!isOurs(event)) throw new Error('refused: not a page of Samovar');
  const request = HOST_CALLS[name].request.safeParse(argument);
  // The argument may hold a secret: the message names the call, never what was in it.
  if (!request.success) throw new Error(`refused: ${name} was called with something else than it takes`);
  return handlers[name](request.data as HostRequest<Name>);
}

/** The top frame of one of our own pages; WHATWG URLs have no origin for our scheme, so the whole prefix is compared. */
function isOurs(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`);
}

/** Tells a page something by itself; the value is checked on the way out, since a typo here is ours. */
export function tellHost<Name extends HostEventName>(contents: WebContents, name: Name, event: HostEvent<Name>): void {
  if (!contents.isDestroyed()) contents.send(name, HOST_EVENTS[name].parse(event));
}

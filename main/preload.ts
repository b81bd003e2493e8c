import { contextBridge, ipcRenderer } from 'electron';
import type { HostCallName, HostEventName } from '../shared/ipc/host-contract.ts';

/** One verb of the product for each call; no "send on channel" is ever exposed. */
const call = (name: HostCallName) => (argument: unknown) => ipcRenderer.invoke(name, argument);

const EVENTS: readonly HostEventName[] = ['host:open-route', 'host:sleep'];

contextBridge.exposeInMainWorld('samovar', {
  describe: () => call('host:describe')({}),
  keychainRead: call('keychain:read'),
  keychainWrite: call('keychain:write'),
  keychainForget: call('keychain:forget'),
  keychainClear: () => call('keychain:clear')({}),
  backupsList: () => call('backups:list')({}),
  backupsBegin: call('backups:begin'),
  backupsAppend: call('backups:append'),
  backupsFinish: call('backups:finish'),
  backupsRead: call('backups:read'),
  backupsErase: call('backups:erase'),
  noticeShow: call('notice:show'),
  badgeSet: call('badge:set'),
  /** Listens to one of the named events; gives back the way to stop. */
  on: (name: HostEventName, listener: (event: unknown) => void) => {
    if (!EVENTS.includes(name)) throw new Error(`no such event: ${String(name)}`);
    const pass = (_event: unknown, value: unknown): void => listener(value);
    ipcRenderer.on(name, pass);
    return () => {
      ipcRenderer.removeListener(name, pass);
    };
  },
});

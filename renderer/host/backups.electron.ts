import { HOST_CALLS } from '#shared/ipc/host-contract.ts';
import { COPY } from '#shared/limits.ts';
import type { DesktopBridge } from './bridge.ts';
import type { HostBackups } from './host.ts';

/** The desktop's folder of backups. Nothing crosses in larger pieces than the contract allows. */
export function backupsThrough(bridge: DesktopBridge): HostBackups {
  return {
    list: async () => HOST_CALLS['backups:list'].reply.parse(await bridge.backupsList({})).backups,
    async write(profile, pieces, alone) {
      const { upload } = HOST_CALLS['backups:begin'].reply.parse(await bridge.backupsBegin({ profile }));
      let bytes = 0;
      try {
        for await (const piece of pieces) {
          for (let at = 0; at < piece.length; at += COPY.pieceBytes) {
            await bridge.backupsAppend({ upload, piece: piece.slice(at, at + COPY.pieceBytes) });
          }
          bytes += piece.length;
        }
      } catch (error) {
        // A size that it cannot have: what is not whole is let go of there at once.
        await bridge.backupsFinish({ upload, bytes: bytes + 1, alone: false }).catch(() => undefined);
        throw error;
      }
      HOST_CALLS['backups:finish'].reply.parse(await bridge.backupsFinish({ upload, bytes, alone: alone?.() === true }));
    },
    async read(name, offset, length) {
      const whole = new Uint8Array(length);
      let read = 0;
      while (read < length) {
        const asked = { name, offset: offset + read, length: Math.min(length - read, COPY.pieceBytes) };
        const { piece } = HOST_CALLS['backups:read'].reply.parse(await bridge.backupsRead(asked));
        // The end of the file: whoever asked sees that it is shorter than it should be.
        if (piece.length === 0) break;
        whole.set(piece, read);
        read += piece.length;
      }
      return whole.slice(0, read);
    },
    erase: async (profile) => void HOST_CALLS['backups:erase'].reply.parse(await bridge.backupsErase({ profile })),
  };
}

import type { HostReply } from '#shared/ipc/host-contract.ts';
import { createApi } from '../api/client.ts';
import { askToListen, askWhetherMade } from '../engine/ask-to-listen.ts';
import { createEngine } from '../engine/engine.ts';
import { recover } from '../engine/recover.ts';
import { signIn } from '../engine/sign-in.ts';
import type { Host } from '../host/host.ts';
import { isPhone } from '../host/is-phone.ts';
import { webClock, webRandom, webTimers } from '../host/web-ports.ts';
import { createProfiles } from '../vault/create-profiles.ts';
import { beginFreshLog } from '../vault/fresh-log.ts';
import { createRoom } from '../vault/room.ts';
import { ALL_FEATURES } from './all-features.ts';
import { createBecomeListener } from './become-listener.ts';
import { createBeginAnew } from './begin-anew.ts';
import type { AppParts } from './context.tsx';
import { createFollowerEngine } from './follower.ts';
import { listenForHints } from './hints.ts';
import type { DevicePreferences } from './look.ts';
import { deviceKeyOf } from './device-key.ts';
import { createOpening } from './opening.ts';
import { createVisits } from './only-this-visit.ts';
import { createPlaceMemory } from './place-memory.ts';
import { createRecover, createSignIn } from './sign-in.ts';
import { createValueStore } from './value-store.ts';
import { webCompany } from './window-company.ts';
import { webWindowChannel, webWindowLocks } from './window-locks.ts';

const PLATFORMS = { linux: 'Linux', darwin: 'Mac', win32: 'Windows' } as const;

/** Puts the app together over what a web page and its host have. The one place where parts meet. */
export async function compose(page: Window & typeof globalThis, host: Host, preferences: DevicePreferences): Promise<AppParts> {
  const about: HostReply<'host:describe'> = await host.describe();
  const ports = { clock: webClock, timers: webTimers, random: webRandom };
  const relay = {
    relayUrl: about.relayUrl,
    deviceKey: deviceKeyOf(preferences, ports.random),
    deviceName: `Samovar · ${PLATFORMS[about.platform]}`,
    fetch: page.fetch.bind(page),
    timers: ports.timers,
  };
  const diskTrouble = createValueStore(false);
  const onStorageFailure = (): void => diskTrouble.set(true);
  const hasRoom = createRoom(page.navigator.storage, ports);
  const profiles = createProfiles({ host, ...ports, hasRoom, opened: beginFreshLog });
  const { copies } = profiles;
  const onPhone = isPhone(page.navigator.userAgent, page.navigator.maxTouchPoints);
  const marks = (): Storage => page.sessionStorage;
  const opening = createOpening({
    profiles,
    memory: createPlaceMemory(preferences, copies),
    visits: createVisits({
      timers: ports.timers,
      onPhone,
      marks,
      hadCompany: webCompany(page.navigator.locks, (name) => new BroadcastChannel(name), marks),
      end: (token) => createApi({ ...relay, token: () => token }).call('forgetMe', {}, null),
    }),
    timers: ports.timers,
    locks: webWindowLocks(page.navigator.locks, webWindowChannel),
    createEngine: (vault, follows, drafts) =>
      follows
        ? createFollowerEngine(vault, { ...ports, onStorageFailure, drafts })
        : createEngine({
            ...relay,
            ...ports,
            vault,
            drafts,
            WebSocket: page.WebSocket,
            onHint: (listener) => listenForHints(page, listener),
            onStorageFailure,
          }),
  });
  const askForSession: Parameters<typeof createSignIn>[1] = (settings, who) => signIn(settings, who, relay);
  const becomeListener = createBecomeListener(opening, {
    join: (joining) => askToListen(joining, relay),
    comeBack: (joining) => askWhetherMade(joining, relay),
  });
  return {
    features: ALL_FEATURES, host, profiles, opening, copies, preferences, diskTrouble, becomeListener, onPhone, ...ports,
    signIn: createSignIn(opening, askForSession),
    beginAnew: createBeginAnew(opening),
    recover: createRecover(opening, (settings, who) => recover(settings, who, relay)),
  };
}

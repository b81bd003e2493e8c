import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useEngine, useIdentity, useSetting } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { freshSignIns, SIGN_INS_SEEN } from './sign-ins.ts';

/** Tells of a sign-in elsewhere while it happens, also where Samovar is in the background (F022). */
export function SignInWatch() {
  const { t } = useTranslation('keys');
  const { clock, host } = useApp();
  const onDisk = useDisk();
  const seen = useSetting<number>(SIGN_INS_SEEN);
  const notices = useReadable(useEngine().notices);
  const told = useRef(0);
  const identity = useIdentity();
  const own = identity.at === 'account' ? identity.me.device : null;
  const { loaded, value, set } = seen;
  useEffect(() => {
    if (loaded && value === null) onDisk(() => set(clock.nowMs()));
    const [newest] = freshSignIns(notices, value, own);
    if (newest === undefined || newest.at <= told.current) return;
    told.current = newest.at;
    void host.notify({ title: t('signIns.notify'), body: t('signIns.notifyBody'), route: '/' });
  }, [clock, host, loaded, notices, onDisk, own, set, t, value]);
  return null;
}

import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useDisk, useEngine, useIdentity, useSetting } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { freshSignIns, SIGN_INS_SEEN } from './sign-ins.ts';

/** At Home, until somebody has looked at it: on which device the account was signed in, and what to do if it was another (F022). */
export function SignInAlert() {
  const { t } = useTranslation('keys');
  const onDisk = useDisk();
  const seen = useSetting<number>(SIGN_INS_SEEN);
  const identity = useIdentity();
  const own = identity.at === 'account' ? identity.me.device : null;
  const fresh = freshSignIns(useReadable(useEngine().notices), seen.value, own);
  const [newest] = fresh;
  if (newest === undefined) return null;
  return (
    <Notice
      kind="note"
      title={
        <>
          {t('signIns.title')} <bdi>{newest.device}</bdi>, <TimeText atMs={newest.at} />
        </>
      }
      safe={fresh.length > 1 ? t('signIns.more', { count: fresh.length - 1 }) : undefined}
      todo={t('signIns.todo')}
    >
      <Group gap="sm">
        <Button onClick={() => onDisk(() => seen.set(newest.at))}>{t('signIns.me')}</Button>
        <Button component={Link} href="/you/devices" variant="default">
          {t('signIns.look')}
        </Button>
      </Group>
    </Notice>
  );
}

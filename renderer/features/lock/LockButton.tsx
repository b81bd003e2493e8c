import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLockOrExplain } from './use-lock.ts';

/** Within reach on every screen: one press, and only the lock screen is left. */
export function LockButton(props: { narrow: boolean }) {
  const { t } = useTranslation('lock');
  const lock = useLockOrExplain();
  if (props.narrow) {
    return (
      <Button variant="subtle" size="compact-md" px="xs" onClick={lock} aria-label={t('now')}>
        <IconLock size={20} aria-hidden="true" />
      </Button>
    );
  }
  return (
    <Button
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      justify="flex-start"
      px="sm"
      leftSection={<IconLock size={20} stroke={1.6} aria-hidden="true" />}
      title={t('keys', { keys: navigator.platform.startsWith('Mac') ? '⇧ ⌘ X' : 'Ctrl Shift X' })}
      onClick={lock}
    >
      {t('now')}
    </Button>
  );
}

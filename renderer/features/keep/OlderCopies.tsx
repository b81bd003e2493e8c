import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useVault } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';

/**
 * Says when a backup still opens with a passphrase or recovery key that was changed or taken off (BACKUP.md, B6). A
 * change makes a new one in their place at once, so this is for a disk that did not take it. Given a new `key` it looks
 * once more.
 */
export function OlderCopies() {
  const { t } = useTranslation('keep');
  const { copies } = useApp();
  const { profile } = useVault();
  const [older, setOlder] = useState(false);
  useEffect(() => {
    let current = true;
    copies.opensOtherwise(profile.id).then(
      (found) => current && setOlder(found),
      // Where the folder does not answer, the list of copies says so.
      () => current && setOlder(false),
    );
    return () => {
      current = false;
    };
  }, [copies, profile.id]);
  if (!older) return null;
  return <Notice kind="error" title={t('backups.older')} safe={t('backups.olderSafe')} todo={t('backups.olderTodo')} />;
}

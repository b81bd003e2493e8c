import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Result } from '#shared/result.ts';
import { useApp } from '../../app/context.tsx';
import type { Restored, RestoreFailure } from '../../vault/backup/copies.ts';
import { RestoreNotice } from './RestoreNotice.tsx';
import { vaultOf } from './vault-of.ts';

/** Makes a vault of a copy, and opens it in place of whatever is on screen. */
export function BringBack(props: { make: () => Promise<Result<Restored, RestoreFailure>> }) {
  const { t } = useTranslation('keep');
  const { opening } = useApp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RestoreFailure | null>(null);
  const bring = async (): Promise<void> => {
    setBusy(true);
    const failed = await opening.adopt(async () => vaultOf(await props.make()));
    // Brought back, this screen is gone; or it waits for the person's word about words that are not on disk.
    setBusy(false);
    setFailure(failed);
  };
  return (
    <>
      {failure !== null && <RestoreNotice failure={failure} />}
      <Button disabled={busy} onClick={() => void bring()}>
        {t(busy ? 'restore.bringing' : 'restore.bring')}
      </Button>
    </>
  );
}

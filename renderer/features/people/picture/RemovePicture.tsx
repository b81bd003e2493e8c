import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '#shared/policy/verdict.ts';
import { useEngine } from '../../../app/context.tsx';
import { usePicture } from '../../../ui/pictures.tsx';
import { Why } from '../../../ui/Why.tsx';
import { ActDialog } from '../../house/ActDialog.tsx';

/**
 * For those who keep the place safe: takes a picture away, with a reason for the record (RELIABILITY G3). `may`: what the relay says of
 * that; to whom it says nothing there is no such button, and nothing to ask about.
 */
export function RemovePicture({ name, may }: { name: string; may: Verdict | undefined }) {
  const { t } = useTranslation(['people', 'house', 'why']);
  const { house, pictures } = useEngine();
  const picture = usePicture(name);
  const [asking, setAsking] = useState(false);
  if (may === undefined || picture === null) return null;
  if (!may.allowed) return <Why rule={may.rule} question={t('why:of.removePicture', { name })} />;
  const close = (): void => setAsking(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('picture.remove.open')}
      </Button>
      {asking && (
        <ActDialog
          title={t('picture.remove.title', { name })}
          text={<p>{t('picture.remove.text')}</p>}
          confirm={t('picture.remove.confirm')}
          act={({ reason }) => house.removePicture({ name, reason })}
          close={close}
          done={() => {
            close();
            pictures.forget(name);
          }}
        />
      )}
    </>
  );
}

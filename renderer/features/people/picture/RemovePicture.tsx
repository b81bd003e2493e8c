import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { foldName } from '#shared/people/names.ts';
import { decide } from '#shared/policy/decide.ts';
import { useEngine, useIdentity } from '../../../app/context.tsx';
import { usePicture } from '../../../ui/pictures.tsx';
import { ActDialog } from '../../house/ActDialog.tsx';

/** For those who keep the place safe: takes a picture away, with a reason for the record (RELIABILITY G3). */
export function RemovePicture({ name }: { name: string }) {
  const { t } = useTranslation(['people', 'house']);
  const { house, pictures } = useEngine();
  const identity = useIdentity();
  const picture = usePicture(name);
  const [asking, setAsking] = useState(false);
  const may = identity.at === 'account' && decide(identity.actor, { action: 'restrictions.read' }).allowed;
  if (!may || picture === null || foldName(identity.me.name) === foldName(name)) return null;
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

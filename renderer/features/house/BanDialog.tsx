import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KEEPING } from '#shared/limits.ts';
import { toldText } from '#shared/people/keeping.ts';
import { useEngine } from '../../app/context.tsx';
import { ActDialog } from './ActDialog.tsx';

/**
 * Bans somebody, named already or to be named (F103): with the reason for the record and, apart from it, what they read. An empty text
 * is not sent at all, which a relay of before understands as well.
 */
export function BanDialog({ name: given, close, done }: { name: string | null; close: () => void; done: () => void }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const [typed, setTyped] = useState('');
  const told = typed.trim() === '' ? null : toldText.safeParse(typed);
  const isWrong = told !== null && !told.success;
  return (
    <ActDialog
      title={given === null ? t('banPerson.open') : t('banPerson.title', { name: given })}
      text={<p>{t('banPerson.text')}</p>}
      named={given === null}
      hint={t('banPerson.reasonHint')}
      confirm={t('banPerson.confirm')}
      complete={!isWrong}
      below={
        <Textarea
          dir="auto"
          label={t('banPerson.told')}
          description={t('banPerson.toldHint', { max: KEEPING.maxToldLength })}
          error={isWrong ? t('banPerson.toldFault') : undefined}
          autoComplete="off"
          autosize
          minRows={2}
          maxLength={KEEPING.maxToldLength}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      }
      act={({ reason, name }) =>
        house.restrict('banPerson', { name: given ?? name, reason, ...(told?.success === true ? { told: told.data } : {}) })
      }
      close={close}
      done={done}
    />
  );
}

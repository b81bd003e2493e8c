import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KEEPING } from '#shared/limits.ts';
import { toldText, type PersonView } from '#shared/people/keeping.ts';
import { useEngine } from '../../app/context.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { ActDialog, type Asked } from './ActDialog.tsx';
import { Reason } from './Reason.tsx';
import { Read } from './RestrictedRow.tsx';
import styles from './house.module.css';

/**
 * Bans somebody, named already or to be named (F103): with the reason for the record and, apart from it, what they read. An empty text
 * is not sent at all, which a relay of before understands as well. Of somebody banned already it says by which words: what was typed is
 * kept, and replaces nothing.
 */
export function BanDialog({ name: given, close, done }: { name: string | null; close: () => void; done: () => void }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const [typed, setTyped] = useState('');
  const [standing, setStanding] = useState<PersonView | null>(null);
  const told = typed.trim() === '' ? null : toldText.safeParse(typed);
  const isWrong = told !== null && !told.success;
  const ban = async ({ reason, name: asked }: Asked) => {
    const name = given ?? asked;
    setStanding(null);
    const result = await house.restrict('banPerson', { name, reason, ...(told?.success === true ? { told: told.data } : {}) });
    if (!result.ok && result.error.code === 'already-banned') {
      const found = await house.lookUp(name);
      if (found.ok) setStanding(found.value);
    }
    return result;
  };
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
      belowRefusal={standing !== null && <Standing person={standing} />}
      act={ban}
      close={close}
      done={done}
    />
  );
}

/** The ban that stands in the way of another. */
function Standing({ person: { name, restriction, reason, because, told, sinceMs } }: { person: PersonView }) {
  const { t } = useTranslation('house');
  // Taken back since: the same press bans them now.
  if (restriction !== 'banned') return null;
  return (
    <>
      <p>
        <strong>
          <PersonName name={name} />
        </strong>{' '}
        <span className={styles.quiet}>
          {t('state.banned')} {sinceMs !== null && <TimeText atMs={sinceMs} />}
        </span>
      </p>
      {reason !== null && <Reason reason={reason} because={because} />}
      <Read told={told} />
    </>
  );
}

import { useCallback, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TEXT } from '#shared/limits.ts';
import type { ClearedPerson } from '#shared/people/keeping.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { useEngine } from '../../app/context.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { EndClearance } from './EndClearance.tsx';
import { useAsked } from './use-asked.ts';
import styles from './house.module.css';

/** Who is cleared for chats with teens now, and the way to take it back (F085). */
export function Cleared({ actor }: { actor: Actor }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const [text, setText] = useState('');
  const { answer, again } = useAsked(useCallback(() => house.readCleared(text), [house, text]));
  const [ending, setEnding] = useState<string | null>(null);
  return (
    <>
      <h2 className={styles.track}>{t('cleared.title')}</h2>
      <TextInput
        className={styles.measure}
        type="search"
        label={t('therapists.find')}
        leftSection="@"
        autoComplete="off"
        spellCheck={false}
        maxLength={TEXT.maxNameLength + 1}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {answer?.ok === false && <FailureNotice failure={answer.error} />}
      {answer?.ok === true && answer.value.people.length === 0 && <p className={styles.quiet}>{t('cleared.none')}</p>}
      {answer?.ok === true && (
        <ul className={styles.rows}>
          {answer.value.people.map((person) => (
            <Row key={person.name} person={person} actor={actor} end={() => setEnding(person.name)} />
          ))}
        </ul>
      )}
      {answer?.ok === true && answer.value.more && <p className={styles.quiet}>{t('therapists.more')}</p>}
      {ending !== null && (
        <EndClearance
          name={ending}
          close={() => setEnding(null)}
          done={() => {
            setEnding(null);
            void again();
          }}
        />
      )}
    </>
  );
}

function Row({ person: { name, type, rank, self }, actor, end }: { person: ClearedPerson; actor: Actor; end: () => void }) {
  const { t } = useTranslation(['house', 'account']);
  const account = self ? actor.account : ('' as Actor['account']);
  const may = decide(actor, { action: 'clearance.end', person: { account, type, rank } });
  return (
    <li className={styles.row}>
      <strong>
        <PersonName name={name} />
      </strong>{' '}
      <span className={styles.quiet}>{t(`account:types.${type}`)}</span>
      {may.allowed ? (
        <div className={styles.acts}>
          <Button size="sm" variant="default" aria-label={t('actOn', { act: t('cleared.end.open'), name })} onClick={end}>
            {t('cleared.end.open')}
          </Button>
        </div>
      ) : (
        <Why rule={may.rule} question={t('why:of.decide', { name })} />
      )}
    </li>
  );
}

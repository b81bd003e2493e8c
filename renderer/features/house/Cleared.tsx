import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ClearedPerson } from '#shared/people/keeping.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { useEngine } from '../../app/context.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { Why } from '../../ui/Why.tsx';
import { EndClearance } from './EndClearance.tsx';
import { PeopleByName } from './PeopleByName.tsx';
import styles from './house.module.css';

/** Who is cleared for chats with teens now, and the way to take it back (F085). */
export function Cleared({ actor }: { actor: Actor }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  return (
    <>
      <h2 className={styles.track}>{t('cleared.title')}</h2>
      <PeopleByName
        read={house.readCleared}
        none={<p className={styles.quiet}>{t('cleared.none')}</p>}
        rows={({ people }, end: (name: string) => void) =>
          people.map((person) => <Row key={person.name} person={person} actor={actor} end={() => end(person.name)} />)
        }
        renderDialog={(name, close, done) => <EndClearance name={name} close={close} done={done} />}
      />
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

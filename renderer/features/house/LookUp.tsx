import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TEXT } from '#shared/limits.ts';
import type { PersonView } from '#shared/people/keeping.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { useEngine } from '../../app/context.tsx';
import type { CommandFailure } from '../../engine/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { RestrictedRow, type RestrictAct } from './RestrictedRow.tsx';
import styles from './house.module.css';

export interface Found {
  readonly person: PersonView | null;
  readonly failure: CommandFailure | null;
  readonly busy: boolean;
  look(name: string): Promise<void>;
  /** The same person again, as they are now. */
  again(): Promise<void>;
}

export function useLookUp(): Found {
  const { house } = useEngine();
  const [state, setState] = useState<Pick<Found, 'person' | 'failure' | 'busy'>>({ person: null, failure: null, busy: false });
  const look = async (name: string): Promise<void> => {
    setState((before) => ({ ...before, busy: true }));
    const answer = await house.lookUp(name);
    setState(answer.ok ? { person: answer.value, failure: null, busy: false } : { person: null, failure: answer.error, busy: false });
  };
  return { ...state, look, again: async () => (state.person === null ? undefined : look(state.person.name)) };
}

/** Somebody by their exact name (F024), with what is in force and the ways on. Nobody is listed, and nobody is told that somebody looked. */
export function LookUp(props: { found: Found; actor: Actor; ask: (asking: { act: RestrictAct; name: string }) => void }) {
  const { t } = useTranslation('house');
  const { found, actor, ask } = props;
  const [name, setName] = useState('');
  return (
    <>
      <search aria-label={t('lookUp.title')}>
        <form
          className={styles.lookUp}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') void found.look(name.trim());
          }}
        >
          <TextInput
            label={t('lookUp.title')}
            description={t('lookUp.hint')}
            leftSection="@"
            size="md"
            autoComplete="off"
            maxLength={TEXT.maxNameLength + 1}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="md" variant="default" disabled={found.busy || name.trim() === ''}>
            {t('lookUp.find')}
          </Button>
        </form>
      </search>
      <div aria-live="polite">
        {found.person !== null && (
          <div className={styles.found}>
            <RestrictedRow person={found.person} actor={actor} ask={ask} />
          </div>
        )}
      </div>
      {found.failure?.code === 'not-found' && <Notice kind="note" title={t('lookUp.nobody')} />}
      {found.failure !== null && found.failure.code !== 'not-found' && <FailureNotice failure={found.failure} />}
    </>
  );
}

import { useEffect, useMemo } from 'react';
import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useApp, useEngine } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { createFileSaver } from '../keep/save-file.ts';
import { AskAgain } from './AskAgain.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { OnDemand } from './OnDemand.tsx';
import { useCommand } from './use-command.ts';

/** Everything that the relay holds about somebody, as one file (RELIABILITY H2). What is on the device has an export of its own. */
export function ExportMine(props: { guest: boolean }) {
  const { t } = useTranslation('keys');
  const engine = useEngine();
  const { clock } = useApp();
  const saver = useMemo(() => createFileSaver(window), []);
  useEffect(() => () => saver.release(), [saver]);
  const save = (mine: Readonly<Record<string, unknown>>): void => {
    const day = new Date(clock.nowMs()).toISOString().slice(0, 10);
    saver.save(new Blob([JSON.stringify(mine, null, 2)], { type: 'application/json' }), `samovar-account-${day}.json`);
  };
  return (
    <OnDemand
      title={t('export.title')}
      text={
        <>
          {t('export.text')}{' '}
          <Anchor component={Link} href="/keep">
            {t('export.here')}
          </Anchor>
        </>
      }
      open={t('export.open')}
      told={<Notice kind="good" title={t('export.done')} todo={t('export.doneTodo')} answer />}
    >
      {(close, done) => {
        const keep = (mine: Readonly<Record<string, unknown>>): void => {
          save(mine);
          done();
        };
        return props.guest ? (
          <GuestExport done={keep} />
        ) : (
          <AskAgain submit={t('export.submit')} act={(password) => engine.keys.exportMine(password)} done={keep} cancel={close} />
        );
      }}
    </OnDemand>
  );
}

/** A guest has no password to be asked for. */
function GuestExport(props: { done: (mine: Readonly<Record<string, unknown>>) => void }) {
  const { t } = useTranslation('keys');
  const engine = useEngine();
  const { state, run } = useCommand();
  const ask = async (): Promise<void> => {
    const result = await run(() => engine.keys.exportMine(null));
    if (result?.ok === true) props.done(result.value);
  };
  return (
    <>
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      <Button disabled={state.at === 'busy'} onClick={() => void ask()}>
        {t('export.submit')}
      </Button>
    </>
  );
}

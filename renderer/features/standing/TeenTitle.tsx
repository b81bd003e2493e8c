import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnAge } from '#shared/people/age-wishes.ts';
import { useEngine } from '../../app/context.tsx';
import { inTongue } from '../team/in-tongue.ts';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';

/** A teen's yes to a title that tells everybody they are one (F207); without it they are called like any holder of the role. */
export function TeenTitle({ titles, shown, again }: NonNullable<OwnAge['teenTitle']> & { again: () => void }) {
  const { t, i18n } = useTranslation('standing');
  const { house } = useEngine();
  const { state, run } = useCommand();
  const set = async (wanted: boolean): Promise<void> => {
    if ((await run(() => house.showTeenTitle({ shown: wanted })))?.ok === true) again();
  };
  const title = titles.map((one) => inTongue(one, i18n.language)).join(', ');
  return (
    <>
      <Switch
        label={t('age.teenTitle.show', { title })}
        description={t('age.teenTitle.means')}
        checked={shown}
        disabled={state.at === 'busy'}
        onChange={(event) => void set(event.currentTarget.checked)}
      />
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
    </>
  );
}

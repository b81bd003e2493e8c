import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIdentity, useSetting } from '../../app/context.tsx';
import { Section } from '../../ui/Page.tsx';
import { ADVICE_SETTING } from './advice-setting.ts';

/** Whether a listener is told quietly that a line reads like advice (F198). */
export function ListeningHints() {
  const { t } = useTranslation('chats');
  const identity = useIdentity();
  const setting = useSetting<'off' | 'on'>(ADVICE_SETTING);
  if (identity.at === 'local' || identity.me.type !== 'listener') return null;
  return (
    <Section title={t('advice.title')}>
      <Switch
        label={t('advice.switch')}
        description={t('advice.switchHint')}
        checked={setting.value !== 'off'}
        disabled={!setting.loaded}
        onChange={(event) => void setting.set(event.currentTarget.checked ? 'on' : 'off')}
      />
    </Section>
  );
}

import { useTranslation } from 'react-i18next';

export function ClearanceDraftName() {
  const { t } = useTranslation('standing');
  return <>{t('clearance.title')}</>;
}

import { Route, Switch } from 'wouter';
import { useApp } from './context.tsx';
import { allRoutes } from './features.ts';
import { Missing } from './Missing.tsx';

/** The screen of the present route. */
export const Screens = () => (
  <Switch>
    {allRoutes(useApp().features).map(({ path, Screen }) => (
      <Route key={String(path)} path={path}>
        {(params) => <Screen params={params} />}
      </Route>
    ))}
    <Route>
      <Missing />
    </Route>
  </Switch>
);

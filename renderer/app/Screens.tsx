import { Route, Switch } from 'wouter';
import { FEATURES, allRoutes } from './features.ts';
import { Missing } from './Missing.tsx';

const routes = allRoutes(FEATURES);

/** The screen of the present route. */
export const Screens = () => (
  <Switch>
    {routes.map(({ path, Screen }) => (
      <Route key={path} path={path}>
        {(params) => <Screen params={params} />}
      </Route>
    ))}
    <Route>
      <Missing />
    </Route>
  </Switch>
);

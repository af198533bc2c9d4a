import { z } from 'zod';
import { FilterError, parseExpression, parseFilter } from '../filter.ts';
import { argumentsOf, type Service, ServiceError } from './service.ts';

const saveArguments = z.tuple([
  z.array(
    z.object({
      Name: z.string().min(1),
      SessionType: z.number(),
      SessionFilter: z.string(),
      SubgroupExpressions: z.string(),
      CreationDate: z.string().default(''),
    }),
  ),
]);

type Groups = z.output<typeof saveArguments>[0];

function check(groups: Groups): void {
  try {
    for (const { SessionFilter, SubgroupExpressions } of groups) {
      parseFilter(SessionFilter);
      for (const expression of SubgroupExpressions.split(',').filter(Boolean)) parseExpression(expression);
    }
  } catch (error) {
    if (error instanceof FilterError) throw new ServiceError('FormatException', error.message);
    throw error;
  }
}

/** Which groups there are. Saving replaces all of them. */
export const sessionGroupService: Service = {
  GetSessionGroups: { for: 'visitors', run: ({ portal }) => portal.context.state().sessionGroups },
  SaveSessionGroups: {
    for: 'visitors',
    needs: 'ManageSessionGroups',
    run: ({ portal, args, visitor }) => {
      const [groups] = argumentsOf(saveArguments, args);
      check(groups);
      portal.context.change(visitor.user.userName, (state) => {
        state.sessionGroups = groups;
      });
      return null;
    },
  },
};

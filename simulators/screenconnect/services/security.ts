import { z } from 'zod';
import { visibleGroups } from '../access.ts';
import { groupsBelow } from '../groups.ts';
import { seenGroups } from './distortion.ts';
import { editConcurrently, inheritIfTold } from './meddling.ts';
import { deleteRole, saveRole } from './roles.ts';
import { argumentsOf, type Service, type VisitorCall } from './service.ts';

const groupArguments = z.tuple([z.number(), z.array(z.string()).nullable()]);

function getConfiguration({ portal, request }: VisitorCall) {
  inheritIfTold(portal, request);
  const { users, roles } = portal.context.state();
  const Users = users.map(({ userName, displayName, roleNames, locked }) => ({
    Name: userName,
    DisplayName: displayName,
    RoleNames: roleNames,
    IsLockedOut: locked,
  }));
  const answer = structuredClone({
    UserSources: [{ Name: 'InternalMembershipProvider', ResourceName: 'Internal', Users }],
    Roles: roles,
  });
  editConcurrently(portal, request);
  return answer;
}

function getGroupInfos({ portal, request, args, visitor }: VisitorCall) {
  const [sessionType, parent] = argumentsOf(groupArguments, args);
  const groups = seenGroups(portal, request);
  const above = parent ?? [];
  return visibleGroups(groups, visitor.access, sessionType, above).map((Name) => ({
    Name,
    SessionGroupPath: [...above, Name],
    HasSubgroups: groupsBelow(groups, sessionType, [...above, Name]).length > 0,
  }));
}

/** Users, roles, and the scopes that roles can speak of. */
export const securityService: Service = {
  GetSecurityConfigurationInfo: { for: 'visitors', needs: 'Administer', run: getConfiguration },
  GetSessionGroupInfos: { for: 'visitors', needs: 'Administer', run: getGroupInfos },
  SaveRole: { for: 'visitors', needs: 'Administer', run: saveRole },
  DeleteRole: { for: 'visitors', needs: 'Administer', run: deleteRole },
};

package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import io.tradewind.engine.ReservedNames;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;

/**
 * The engine's users and groups, except that camunda-admin keeps at least one member. Without one nobody could give
 * rights any more, and the engine would offer its set-up to the first stranger (see {@link ClosedDoors}). It also notes who
 * changes their own password, for {@link PasswordMark}, and takes nobody in under a reserved name, whatever the door.
 */
class LastAdministratorStays extends DbIdentityServiceProvider {

    /** Opens one per engine command. */
    static class Factory implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return LastAdministratorStays.class;
        }

        @Override
        public Session openSession() {
            return new LastAdministratorStays();
        }
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        if (user instanceof UserEntity login && login.getRevision() == 0 && ReservedNames.isReserved(user.getId())) {
            throw new Refused(
                    "id", "'" + user.getId() + "' means something else here and cannot be anybody's user id.");
        }
        boolean own = user.getId().equals(Context.getCommandContext().getAuthenticatedUserId());
        boolean newPassword = user instanceof UserEntity login && login.hasNewPassword();
        IdentityOperationResult saved = super.saveUser(user);
        if (own && newPassword) {
            UserEntity login = (UserEntity) user;
            PasswordMark.changedByOneself(PasswordMark.of(login.getPassword(), login.getSalt()));
        }
        return saved;
    }

    @Override
    public IdentityOperationResult deleteMembership(String userId, String groupId) {
        if (RightsAtStart.ADMIN.equals(groupId)) {
            refuseIfLast(userId);
        }
        return super.deleteMembership(userId, groupId);
    }

    @Override
    public IdentityOperationResult deleteUser(String userId) {
        refuseIfLast(userId);
        return super.deleteUser(userId);
    }

    @Override
    public IdentityOperationResult deleteGroup(String groupId) {
        if (RightsAtStart.ADMIN.equals(groupId)) {
            throw new Refused("The group camunda-admin cannot be deleted: its members administer the product.");
        }
        return super.deleteGroup(groupId);
    }

    /** Of two who take it from each other in the same moment, the second looks when the first is done. */
    private static void oneAtATime() {
        try (Statement lock = Context.getCommandContext()
                .getDbSqlSession()
                .getSqlSession()
                .getConnection()
                .createStatement()) {
            lock.execute("SELECT pg_advisory_xact_lock(hashtext('tradewind.administrators'))");
        } catch (SQLException e) {
            throw new ProcessEngineException("The administrators cannot be counted", e);
        }
    }

    private void refuseIfLast(String userId) {
        oneAtATime();
        List<String> administrators =
                createUserQuery(Context.getCommandContext()).memberOfGroup(RightsAtStart.ADMIN).listPage(0, 2).stream()
                        .map(User::getId)
                        .toList();
        if (administrators.equals(List.of(userId))) {
            throw new Refused(
                    "'" + userId + "' is the last member of camunda-admin. Make somebody else an administrator first.");
        }
    }
}

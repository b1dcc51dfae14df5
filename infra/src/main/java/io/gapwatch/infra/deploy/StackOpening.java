package io.gapwatch.infra.deploy;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.LocalWorkspace;
import com.pulumi.automation.LocalWorkspaceOptions;
import com.pulumi.automation.StackNotFoundException;
import com.pulumi.automation.Workspace;
import com.pulumi.automation.WorkspaceStack;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.stack.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way from a name to a stack, and what can be wrong with it before the engine has a say. */
enum StackOpening {
  /** Makes the stack when there is none. */
  OR_CREATE {
    @Override
    WorkspaceStack in(Workspace workspace, String name) throws AutomationException {
      return WorkspaceStack.createOrSelect(name, workspace);
    }
  },
  /** Wants it to be there: a mistyped name must not become a stack. */
  EXISTING {
    @Override
    WorkspaceStack in(Workspace workspace, String name) throws AutomationException {
      return WorkspaceStack.select(name, workspace);
    }
  };

  private static final Pattern ERROR = Pattern.compile("error: (.*)", Pattern.DOTALL);

  abstract WorkspaceStack in(Workspace workspace, String name) throws AutomationException;

  WorkspaceStack open(
      Path root, String name, Map<String, String> environment, InstantSource clock) {
    Program program = new Program(root.resolve("infra"), environment, clock);
    LocalWorkspaceOptions options =
        LocalWorkspaceOptions.builder()
            .workDir(root)
            .environmentVariables(environment)
            .program(program::define)
            .build();
    try {
      return in(LocalWorkspace.create(options), name);
    } catch (StackNotFoundException e) {
      throw new InfraException(
          "there is no stack %s; pulumi stack ls lists the stacks, and gapctl up creates one"
              .formatted(name),
          e);
    } catch (AutomationException e) {
      throw new InfraException(explain(name, e), e);
    }
  }

  private static String explain(String name, AutomationException failure) {
    if (failure.getCause() instanceof IOException) {
      return "could not run pulumi; install it (https://www.pulumi.com/docs/install)"
          + " and put it on the PATH";
    }
    return "could not open the stack %s: %s%nAre you logged in (pulumi login --local), and is the passphrase set (PULUMI_CONFIG_PASSPHRASE)?"
        .formatted(name, words(String.valueOf(failure.getMessage())));
  }

  /** The command's own words, without those of the library around them. */
  static String words(String message) {
    Matcher error = ERROR.matcher(message);
    return error.find() ? error.group(1).strip() : message.strip();
  }
}

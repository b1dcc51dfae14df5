"""Runs a command; writes wall seconds, CPU seconds, peak kilobytes and exit code to a file.

    measure.py RESULT OUTPUT COMMAND...

CPU is that of the process and of the children it waited for; the peak is the kernel's ru_maxrss.
"""

import os
import sys
import time

result, output, *command = sys.argv[1:]
begin = time.monotonic()
pid = os.fork()
if pid == 0:
    log = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.execvp(command[0], command)
_, status, usage = os.wait4(pid, 0)
wall = time.monotonic() - begin
with open(result, "w", encoding="utf-8") as out:
    cpu = usage.ru_utime + usage.ru_stime
    print(wall, cpu, usage.ru_maxrss, os.waitstatus_to_exitcode(status), file=out)

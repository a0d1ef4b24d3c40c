"""`python -m study.cli`, for where the command is not on the path."""

import sys

from study.cli.main import main

sys.exit(main())

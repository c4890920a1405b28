"""What the AWS provider needs and ministack lacks: one service or one gap a module, each with `install()`."""

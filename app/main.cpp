// The program: hands over to the subcommands.
int main() { return 0; }

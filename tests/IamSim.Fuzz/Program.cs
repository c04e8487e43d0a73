using IamSim.Fuzz;

return FuzzArguments.TryParse(args, Console.Error, out FuzzArguments? arguments) ? FuzzProgram.Run(arguments) : ExitCodes.Usage;

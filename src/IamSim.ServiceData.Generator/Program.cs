using IamSim.ServiceData.Generator;

return GenerateCommand.Create(Console.Out, Console.Error).Parse(args).Invoke();

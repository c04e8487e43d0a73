using IamSim.ServiceData.Generator;

return GenerateCommand.Create().Parse(args).Invoke();

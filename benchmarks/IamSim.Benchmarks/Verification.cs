namespace IamSim.Benchmarks;

/// <summary>Runs the body of every benchmark once with every workload and looks at its answer, without measuring.</summary>
internal static class Verification
{
    public static int Run(TextWriter output)
    {
        int wrong = 0;
        foreach (QuestionBodies question in QuestionBodies.All())
        {
            int[] answers = [.. question.Bodies.Select(static body => body.Body())];
            bool agree = answers.Distinct().Count() == 1;
            wrong += agree ? 0 : 1;
            output.WriteLine($"{(agree ? "ok" : "WRONG")}  {question.Name} {question.Policies}: {string.Join(", ", question.Bodies.Zip(answers, static (body, answer) => $"{body.Name} allows {answer}"))}");
        }

        return wrong == 0 ? 0 : 1;
    }
}

// Micro-benchmarks of the steps around the model. From the repository's root:
//   dotnet run -c Release --project bench/FgClip.Benchmarks -- --filter '*' --job short
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

Console.WriteLine("benchmarks: name one");

// The least that a server on the protocol's SDK can be: what our start-up time is compared with.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
builder.Services.AddMcpServer().WithStdioServerTransport();
using var host = builder.Build();
await host.RunAsync();

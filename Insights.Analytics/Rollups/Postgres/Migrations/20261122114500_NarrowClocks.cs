using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class NarrowClocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The clocks are derived from events; the program that brings this table derives them anew.
            migrationBuilder.Sql("TRUNCATE reporting.ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_started_at",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "agent",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "category",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "channel",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "created_hour",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "priority",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "state",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "team",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "tier",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN verdict TYPE integer USING NULL");

            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN closed_by TYPE integer USING NULL");
            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN closed_by SET NOT NULL");

            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN cause TYPE integer USING NULL");

            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN metric TYPE integer USING NULL");

            migrationBuilder.AddColumn<long>(
                name: "risk_at",
                schema: "reporting",
                table: "ticket_clocks",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_started_at",
                schema: "reporting",
                table: "ticket_clocks",
                column: "started_at",
                filter: "verdict = 5");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                schema: "reporting",
                table: "ticket_clocks",
                columns: new[] { "verdict", "started_at" },
                filter: "verdict = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The clocks are derived from events; the program that brings this table derives them anew.
            migrationBuilder.Sql("TRUNCATE reporting.ticket_clocks");

            migrationBuilder.DropColumn(
                name: "risk_at",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_started_at",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN verdict TYPE text COLLATE \"C\" USING NULL");

            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN closed_by TYPE text USING NULL");
            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN closed_by DROP NOT NULL");

            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN cause TYPE text USING NULL");

            migrationBuilder.Sql("ALTER TABLE reporting.ticket_clocks ALTER COLUMN metric TYPE text COLLATE \"C\" USING NULL");

            migrationBuilder.AddColumn<string>(
                name: "agent",
                schema: "reporting",
                table: "ticket_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "category",
                schema: "reporting",
                table: "ticket_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "channel",
                schema: "reporting",
                table: "ticket_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "created_hour",
                schema: "reporting",
                table: "ticket_clocks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "priority",
                schema: "reporting",
                table: "ticket_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                schema: "reporting",
                table: "ticket_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "team",
                schema: "reporting",
                table: "ticket_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tier",
                schema: "reporting",
                table: "ticket_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_started_at",
                schema: "reporting",
                table: "ticket_clocks",
                column: "started_at",
                filter: "verdict = 'unmeasured'");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                schema: "reporting",
                table: "ticket_clocks",
                columns: new[] { "verdict", "started_at" },
                filter: "verdict = 'open'");
        }
    }
}
